"""Facilities (阵地建设): forms, a module for each part."""
