"""Facilities (阵地建设): views, a module for each part."""
