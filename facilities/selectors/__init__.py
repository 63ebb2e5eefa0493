"""Facilities (阵地建设): selectors, a module for each part."""
