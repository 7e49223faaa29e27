"""The database's history, one Alembic revision a file. Run by every start of the server."""
