"""Country packs: what a country knows, as data, read by `loader.load_pack(key)`. No country lives in code."""
