"""The Paper → official papers (in văn bản): Word and Excel in the form of Nghị định 30/2020."""
