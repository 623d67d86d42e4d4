"""The learned choice: options for each field, features of each, small trees that weigh them, calibrated confidence."""
