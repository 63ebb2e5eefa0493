"""Facilities (阵地建设): services, a module for each part."""
