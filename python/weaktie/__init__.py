from weaktie._core import cost_of as cost_of
