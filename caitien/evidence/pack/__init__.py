"""What an assessing team sees (gói cho đoàn, khách): the archive that opens offline, and guests by a link."""
