"""What people are told: the workbook, the text beside a returned file, the rows of lists."""
