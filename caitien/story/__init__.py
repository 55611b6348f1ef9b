"""The audit trail in sentences (câu chuyện); each room brings the words of its own verbs."""
