"""What other apps call: messages to people. Channels and their sending are this app's own business."""

from notices.services.letters import Letter, notices_deliver, notices_mark_read, notices_send

__all__ = ["Letter", "notices_deliver", "notices_mark_read", "notices_send"]
