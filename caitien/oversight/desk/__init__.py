"""The desk of a commune (bàn làm việc của xã): what is to be done today about the schools of one round."""
