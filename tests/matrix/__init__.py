"""Every address of every site x everybody x every object x every method: what tests ask and expect.

A new view appears here by itself. Where its address carries a new parameter, `objects.py` must say
what stands for it; until then the tests fail with the name of the view.
"""
