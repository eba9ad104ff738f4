"""The engine: claim, arm, send, finish; reap and reconcile what a dead worker left.

A reminder goes scheduled, claimed, armed, and from there to an end. Arming is the line: what is cancelled or moved
before it never goes out; what is armed is "already going out".
"""
