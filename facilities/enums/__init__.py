"""Words of the facilities (阵地建设), a module for each part."""
