"""What must hold among enterprises, agreements and specialities beyond the database's constraints."""

from collections.abc import Iterator

from config.lib.integrity import failed_checks

CHECKS = {
    "agreement {0} covers no village": """
        SELECT agreement.id FROM economy_enterpriseagreement agreement
        WHERE NOT EXISTS (SELECT FROM economy_agreementvillage covered WHERE covered.agreement_id = agreement.id)
    """,
    "agreement {0} of {1} covers village {2} outside of it": """
        SELECT agreement.id, keeper.name, village.id
        FROM economy_agreementvillage covered
        JOIN economy_enterpriseagreement agreement ON agreement.id = covered.agreement_id
        JOIN branches_organisation keeper ON keeper.id = agreement.organisation_id
        JOIN branches_organisation village ON village.id = covered.organisation_id
        WHERE NOT starts_with(village.path, keeper.path)
    """,
    "agreement {0} was judged for {1}, outside of its term": """
        SELECT agreement.id, review.year
        FROM economy_agreementreview review
        JOIN economy_enterpriseagreement agreement ON agreement.id = review.agreement_id
        WHERE review.year NOT BETWEEN extract(year FROM agreement.since) AND extract(year FROM agreement.until)
    """,
    "enterprise {0} was registered by {1}, which is not in its district": """
        SELECT enterprise.id, place.name
        FROM economy_enterprise enterprise
        JOIN branches_organisation county ON county.id = enterprise.organisation_id
        JOIN branches_organisation place ON place.id = enterprise.registered_at_id
        WHERE county.level <> 'county' OR NOT starts_with(place.path, county.path)
    """,
    "speciality {0} belongs to {1}, neither a village nor a township": """
        SELECT speciality.id, place.name
        FROM economy_speciality speciality JOIN branches_organisation place ON place.id = speciality.organisation_id
        WHERE place.level NOT IN ('village', 'township')
    """,
}


def problems() -> Iterator[str]:
    """Yield a sentence per wrong row; the queries are set-based."""
    yield from failed_checks(CHECKS)
