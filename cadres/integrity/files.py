"""What must hold among cadres, posts and files beyond the database's constraints."""

from collections.abc import Iterator

from cadres.models import Cadre
from config.lib.found_by_name import stale_terms
from config.lib.integrity import failed_checks

CHECKS = {
    "village {0} has {1} holders of {2} on {3} seats": """
        SELECT tenure.organisation_id, count(*), tenure.kind, seats.seats
        FROM cadres_tenure tenure
        JOIN cadres_seats seats ON seats.organisation_id = tenure.organisation_id AND seats.kind = tenure.kind
        WHERE tenure.until IS NULL
        GROUP BY tenure.organisation_id, tenure.kind, seats.seats HAVING count(*) > seats.seats
    """,
    "cadre {0} of village {1} is linked with member {2} of branch {3}": """
        SELECT cadre.id, cadre.organisation_id, member.id, member.branch_id
        FROM cadres_cadre cadre JOIN ledgers_member member ON member.id = cadre.member_id
        WHERE member.branch_id <> cadre.organisation_id AND member.state = 'normal'
    """,
    "tenures {0} and {1} of cadre {2} in the same post overlap": """
        SELECT one.id, two.id, one.cadre_id
        FROM cadres_tenure one JOIN cadres_tenure two
          ON two.cadre_id = one.cadre_id AND two.kind = one.kind AND two.organisation_id = one.organisation_id
         AND two.id > one.id
        WHERE one.end_reason <> 'mistake' AND two.end_reason <> 'mistake'
          AND daterange(one.since, one.until) && daterange(two.since, two.until)
    """,
}


def problems() -> Iterator[str]:
    """Yield a sentence for each row that is wrong."""
    yield from failed_checks(CHECKS)
    yield from stale_terms(Cadre)
