"""How a village is called in its branch's name."""

# 马源村 for 马源村委会, 马源村民委员会 and 马源村村民委员会.
COMMITTEE_ENDINGS = ("村民委员会", "村委会")  # i18n: data
VILLAGE_ENDINGS = ("村", "嘎查", "社区")  # i18n: data


def village_name(name: str) -> str:
    """Return the village's own name for the name of its committee: 马源村 for 马源村委会."""
    for ending in COMMITTEE_ENDINGS:
        if name.endswith(ending) and name != ending:
            name = name.removesuffix(ending)
            break
    return name if name.endswith(VILLAGE_ENDINGS) else name + VILLAGE_ENDINGS[0]
