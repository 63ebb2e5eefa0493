"""What must hold among samples beyond the database's constraints."""

from collections.abc import Iterator

from audits.models import Sample
from audits.selectors.samples import repeat
from config.lib.integrity import failed_checks

CHECKS = {
    "sample {0} has {1} ledgers on its list instead of {2}": """
        SELECT sample.id, count(line.id), sample.population
        FROM audits_sample sample LEFT JOIN audits_sampleline line ON line.sample_id = sample.id
        GROUP BY sample.id HAVING count(line.id) <> sample.population
    """,
    "sample {0} drew {1} ledgers instead of {2}": """
        SELECT sample.id, count(drawn.id), sample.size
        FROM audits_sample sample LEFT JOIN audits_sampledledger drawn ON drawn.sample_id = sample.id
        GROUP BY sample.id
        HAVING count(drawn.id) <> CASE WHEN sample.drawn_at IS NULL THEN 0 ELSE sample.size END
    """,
    "sample {0} gives its townships {1} of {2} instead of {3} of {4}": """
        SELECT sample.id, sum((stratum ->> 'size')::int), sum((stratum ->> 'population')::int), size, population
        FROM audits_sample sample CROSS JOIN jsonb_array_elements(strata) stratum
        GROUP BY sample.id
        HAVING sum((stratum ->> 'size')::int) <> size OR sum((stratum ->> 'population')::int) <> population
    """,
    "drawn ledger {0} is not the one on its line": """
        SELECT drawn.id FROM audits_sampledledger drawn JOIN audits_sampleline line ON line.id = drawn.line_id
        WHERE (drawn.sample_id, drawn.ledger_id, drawn.revision)
            IS DISTINCT FROM (line.sample_id, line.ledger_id, line.revision)
    """,
    "line {0} of a sample is of another month": """
        SELECT line.id FROM audits_sampleline line
        JOIN audits_sample sample ON sample.id = line.sample_id
        JOIN ledgers_ledger ledger ON ledger.id = line.ledger_id
        WHERE ledger.month_id <> sample.month_id OR ledger.township_id <> line.township_id
    """,
}


def problems() -> Iterator[str]:
    """Yield a sentence per wrong row, and per sample that comes out otherwise when it is drawn again."""
    yield from failed_checks(CHECKS)
    for sample in Sample.objects.drawn():
        if not repeat(sample).is_same:
            yield f"sample {sample.pk}: the draw cannot be repeated from its list and seed"
