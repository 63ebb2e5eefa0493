"""Facilities (阵地建设): rules, a module for each part."""
