"""What must hold among service centres (党群服务中心) beyond the database's constraints."""

from collections.abc import Iterator

from config.lib.integrity import failed_checks

CHECKS = {
    "service centre {0} belongs to {1}, which is no village": """
        SELECT centre.id, organisation.code
        FROM facilities_servicecentre centre JOIN branches_organisation organisation
            ON organisation.id = centre.organisation_id
        WHERE organisation.level <> 'village'
    """,
    "satisfaction {0} is of a month before village {1} was there": """
        SELECT row.id, organisation.code
        FROM facilities_satisfaction row
        JOIN branches_organisation organisation ON organisation.id = row.organisation_id
        WHERE row.month < date_trunc('month', organisation.active_from)
    """,
}


def problems() -> Iterator[str]:
    """Yield a sentence for each row that is wrong."""
    yield from failed_checks(CHECKS)
