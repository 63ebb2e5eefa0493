"""What must hold among messages, channels and deliveries beyond the database's constraints."""

from collections.abc import Iterator

from config.lib.integrity import failed_checks

CHECKS = {
    "delivery {0} goes by the channel of person {1} though the message is for {2}": """
        SELECT delivery.id, channel.owner_id, notice.recipient_id
        FROM notices_delivery delivery
        JOIN notices_channel channel ON channel.id = delivery.channel_id
        JOIN notices_notice notice ON notice.id = delivery.notice_id
        WHERE channel.owner_id IS NOT NULL AND channel.owner_id <> notice.recipient_id
    """,
    "delivery {0} goes to the group of office {1}, which the message does not concern": """
        SELECT delivery.id, channel.organisation_id
        FROM notices_delivery delivery
        JOIN notices_channel channel ON channel.id = delivery.channel_id
        JOIN notices_notice notice ON notice.id = delivery.notice_id
        WHERE channel.organisation_id IS NOT NULL AND channel.organisation_id IS DISTINCT FROM notice.place_id
    """,
    "delivery {0} is of event {1}, its message of {2}": """
        SELECT delivery.id, delivery.event, notice.key
        FROM notices_delivery delivery JOIN notices_notice notice ON notice.id = delivery.notice_id
        WHERE delivery.event <> notice.key
    """,
    "delivery {0} was sent by channel {1}, which was never proven": """
        SELECT delivery.id, channel.id
        FROM notices_delivery delivery JOIN notices_channel channel ON channel.id = delivery.channel_id
        WHERE delivery.state = 'sent' AND channel.verified_at IS NULL
    """,
    "channel {0} belongs to district {1}, which is no county": """
        SELECT channel.id, district.code
        FROM notices_channel channel JOIN branches_organisation district ON district.id = channel.district_id
        WHERE district.level <> 'county'
    """,
}


def problems() -> Iterator[str]:
    """Yield a sentence per wrong row."""
    yield from failed_checks(CHECKS)
