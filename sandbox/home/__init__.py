"""The front door and the participant's home: one list of steps with the next one open."""
