"""How good the ranking is and for whom: made on earlier days, judged on what came later."""
