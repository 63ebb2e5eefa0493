"""Village cadres (村干部): posts, filing, duty roster. The app is filled by the cadres pillar."""
