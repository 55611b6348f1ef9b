"""The year's work (việc trong năm): occurrences and their dates, how each stands, what waits for whom, what people
say."""
