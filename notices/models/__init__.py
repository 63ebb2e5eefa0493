from notices.models.channel import Channel
from notices.models.delivery import Delivery
from notices.models.hours import DeliveryHours
from notices.models.notice import Notice

__all__ = ["Channel", "Delivery", "DeliveryHours", "Notice"]
