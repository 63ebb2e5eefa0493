"""The demo district (演示区): the real tree of divisions with invented people and their work.

`fill.demo_fill` is the door. Plain rows (people, meetings, dues) are inserted in bulk; whatever moves a ledger or a
circular goes through the services that people use, so that the demo can't show what the site would refuse.
"""
