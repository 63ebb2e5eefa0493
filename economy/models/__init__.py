"""Rows of the collective economy (集体经济), a module for each part."""

from economy.models.project import (
    Project,
    ProjectFund,
    ProjectProgress,
    ProjectRelease,
    ProjectReturn,
    ProjectStep,
)

__all__ = [
    "Project",
    "ProjectFund",
    "ProjectProgress",
    "ProjectRelease",
    "ProjectReturn",
    "ProjectStep",
]
