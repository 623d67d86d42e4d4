"""The bills that the samples show; prices are chosen so that tax per line and per rate agree to the cent."""
