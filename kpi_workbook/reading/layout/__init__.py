"""Finding one's way: where on each sheet the months, the indicators and everything beside them stand."""
