"""The staff page under `/s/…`: server-rendered, phone first, by a personal signed link."""
