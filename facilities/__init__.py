"""Premises (阵地建设): the “six haves” of every village. The app is filled by the facilities pillar."""
