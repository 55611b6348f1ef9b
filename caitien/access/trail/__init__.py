"""The audit trail (nhật ký): its entries and seals, the proof of both, the guards, the words it is told in."""
