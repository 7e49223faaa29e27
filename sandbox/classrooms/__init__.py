"""Classes: trainers, joining, the list of participants, the projector wall."""
