"""What must hold among checks of premises (六有) beyond the database's constraints."""

from collections.abc import Iterator

from config.lib.integrity import failed_checks
from facilities.checklist import VERSIONS

CHECKS = {
    "facility check {0} has score {1} and lines that bring {2}": """
        SELECT made.id, made.score, coalesce(sum(line.points), 0)
        FROM facilities_facilitycheck made LEFT JOIN facilities_checkline line ON line.made_in_id = made.id
        WHERE made.state = 'done'
        GROUP BY made.id HAVING made.score <> coalesce(sum(line.points), 0)
    """,
    "facility check {0} says {1} items stand and {2} do": """
        SELECT made.id, made.met, count(line.id) FILTER (WHERE line.gaps = '[]'::jsonb)
        FROM facilities_facilitycheck made LEFT JOIN facilities_checkline line ON line.made_in_id = made.id
        WHERE made.state = 'done'
        GROUP BY made.id HAVING made.met <> count(line.id) FILTER (WHERE line.gaps = '[]'::jsonb)
    """,
    "facility check {0} has photo {1} of another village": """
        SELECT made.id, file.id
        FROM facilities_checkline line
        JOIN facilities_facilitycheck made ON made.id = line.made_in_id
        JOIN evidence_storedfile file ON file.id = line.photo_id
        WHERE file.organisation_id <> made.organisation_id
    """,
    "facility check {0} rests on check {1} of another village": """
        SELECT made.id, before.id
        FROM facilities_facilitycheck made JOIN facilities_facilitycheck before ON before.id = made.rests_on_id
        WHERE before.organisation_id <> made.organisation_id
    """,
    "facility check {0} was finished by the person whose claim it looks at": """
        SELECT made.id
        FROM facilities_facilitycheck made JOIN facilities_facilitycheck before ON before.id = made.rests_on_id
        WHERE made.level <> 'self' AND made.state = 'done' AND before.level = 'self'
            AND before.done_by_id = made.done_by_id
    """,
}


def _whole(version: int) -> dict[str, str]:
    """Return the check that a finished check of `version` has each item of its list once and no other."""
    codes = ", ".join(f"'{item.code}'" for item in VERSIONS[version])
    return {
        f"facility check {{0}} does not have the items of list {version}": f"""
            SELECT made.id
            FROM facilities_facilitycheck made LEFT JOIN facilities_checkline line ON line.made_in_id = made.id
            WHERE made.state = 'done' AND made.version = {version}
            GROUP BY made.id
            HAVING count(line.id) FILTER (WHERE line.item IN ({codes})) <> {len(VERSIONS[version])}
                OR count(line.id) <> {len(VERSIONS[version])}
        """
    }


def problems() -> Iterator[str]:
    """Yield a sentence for each row that is wrong."""
    yield from failed_checks(CHECKS)
    for version in VERSIONS:
        yield from failed_checks(_whole(version))
