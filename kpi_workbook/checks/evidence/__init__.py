"""What the figures of a workbook say of one another: the evidence that rules judge by, computed once a case."""
