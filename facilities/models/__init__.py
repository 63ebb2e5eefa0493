from facilities.models.checks import CheckLine, FacilityCheck

__all__ = ["CheckLine", "FacilityCheck"]
