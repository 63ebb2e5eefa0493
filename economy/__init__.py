"""Collective income (村级集体经济). The app is filled by the economy pillar."""
