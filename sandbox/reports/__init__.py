"""Reports on a class for the trainer and the programme officer."""
