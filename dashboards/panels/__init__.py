"""The panels of the cockpit, in the order of the pillars."""

from branches.models import User
from dashboards.panels import cadres, economy, ledgers, matrix, premises
from dashboards.panels.base import Panel

PANELS: dict[str, Panel] = {
    panel.code: panel for panel in (*matrix.PANELS, *ledgers.PANELS, *premises.PANELS, *economy.PANELS, *cadres.PANELS)
}


def panels_for(user: User) -> list[Panel]:
    """Return the panels open to the user's active role."""
    return [panel for panel in PANELS.values() if user.may(panel.permission)]
