"""Rows that are taken back whole, with a reason, or stay as they are."""

import pgtrigger


def stays(what: str, *columns: str) -> pgtrigger.Trigger:
    """Return the trigger that keeps the `columns` of a withdrawable row: never edited, never deleted."""
    before, after = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
    return pgtrigger.Trigger(
        name="stays",
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=f"""
            IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL OR ({before}) IS DISTINCT FROM ({after}) THEN
                RAISE EXCEPTION '{what}: it is taken back whole or stays';
            END IF;
            RETURN NEW;
        """,
    )
