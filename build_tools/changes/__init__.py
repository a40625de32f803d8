"""What a change of the seeds or of the program does to the corpus, told from two sites' data files."""
