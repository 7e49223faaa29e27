"""Short links people can read aloud, their QR codes, and scans counted by source."""
