"""Which lists are handed out as workbooks, and which of them are about persons (个人信息保护法 第二十八条)."""

from enum import Enum


class Kind(Enum):
    """PLAIN goes out at once. PERSONAL has names in it: it asks what for, is logged, and bears a watermark."""

    PLAIN = "plain"
    PERSONAL = "personal"


PLAIN, PERSONAL = Kind.PLAIN, Kind.PERSONAL

# Name of the page → kind. A page with a table that is missing here has to say why in NOT_HANDED_OUT.
LISTS: dict[str, Kind] = {
    "branches:account-list": PERSONAL,
    "branches:holiday-list": PLAIN,
    "branches:security": PERSONAL,
    "notices:unreachable": PERSONAL,
    "ledgers:owed": PERSONAL,
    "ledgers:access-list": PERSONAL,
    "ledgers:candidate-list": PERSONAL,
    "ledgers:transfer-list": PERSONAL,
    "ledgers:talk-list": PERSONAL,
    "ledgers:study-list": PERSONAL,
    "ledgers:publication-list": PLAIN,
    "ledgers:dues-sums": PLAIN,
    "ledgers:dues-month": PERSONAL,
    "ledgers:publication-branches": PLAIN,
    "ledgers:decision-list": PLAIN,
    "ledgers:decision-urgent-list": PLAIN,
    "ledgers:rule-list": PLAIN,
    "cadres:village-list": PERSONAL,
    "cadres:access-list": PERSONAL,
    "cadres:appointment-list": PERSONAL,
    "cadres:assessment-list": PERSONAL,
    "cadres:assessment-detail": PERSONAL,
    "cadres:paysheet-detail": PERSONAL,
    "cadres:growth-overview": PERSONAL,
    "cadres:growth-people": PERSONAL,
    "cadres:course-list": PLAIN,
    "cadres:recognition-list": PERSONAL,
    "cadres:round-list": PLAIN,
    "cadres:round-detail": PERSONAL,
    "cadres:talent-list": PERSONAL,
    "cadres:honour-list": PERSONAL,
    "cadres:duty-villages": PERSONAL,
    "cadres:dutyleave-list": PERSONAL,
    "cadres:matter-list": PERSONAL,
    "cadres:spotcheck-list": PERSONAL,
    "audits:queue": PLAIN,
    "audits:exception-list": PERSONAL,
    "audits:extension-list": PERSONAL,
    "audits:circular-list": PLAIN,
    "audits:circular-receipts": PERSONAL,
    "audits:sample-detail": PERSONAL,
    "audits:agreement": PLAIN,
    "audits:agreement-township": PLAIN,
    "audits:colour-table": PLAIN,
    "audits:fraud-list": PERSONAL,
    "audits:case-list": PERSONAL,
    "audits:finding-list": PERSONAL,
    "audits:finding-rates": PLAIN,
    "audits:dutyabsence-list": PERSONAL,
    "audits:inspection-list": PERSONAL,
    "audits:inspection-plan": PERSONAL,
    "audits:inspection-compare": PLAIN,
    "facilities:check-overview": PLAIN,
    "facilities:project-overview": PLAIN,
    "facilities:redflag-overview": PLAIN,
    "facilities:veto-list": PERSONAL,
    "facilities:centre-overview": PLAIN,
    "economy:overview": PLAIN,
    "economy:village-list": PLAIN,
    "economy:contract-list": PERSONAL,
    "economy:plan": PLAIN,
    "economy:bonus-list": PLAIN,
    "economy:project-list": PLAIN,
    "economy:enterprise-list": PLAIN,
    "economy:speciality-list": PLAIN,
    "economy:bottleneck-list": PLAIN,
    "dashboards:overview": PLAIN,
    "dashboards:ledger-list": PERSONAL,
}
