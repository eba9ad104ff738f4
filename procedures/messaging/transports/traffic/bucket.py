"""How many messages a sender may hand over now. Pure: a bucket and a time in, a bucket out.

The bucket is one instant: the time at which it would be full again (the "generic cell rate algorithm"). The same rule
stands in Lua, for the bucket that all workers share; a test holds the two against each other.
"""

from dataclasses import dataclass

# Whoever is turned away is told a turn of its own, so that not all come back at once; none later than this, in seconds.
LONGEST_TURN = 60.0


@dataclass(frozen=True, slots=True)
class Rate:
    """`per_second` messages in the long run, `burst` at once."""

    per_second: float
    burst: int

    @property
    def interval(self) -> float:
        """Seconds from one message to the next."""
        return 1 / self.per_second

    def cautious(self) -> "Rate":
        """A quarter, for a worker that does not know how many others there are."""
        return Rate(self.per_second / 4, max(1, self.burst // 4))


@dataclass(frozen=True, slots=True)
class Bucket:
    """`full_at` is when it is full again, `turn_at` the last turn that was given; both in seconds of one clock."""

    full_at: float = 0.0
    turn_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Taken:
    """How many may go now, and in how many seconds the first of the others should come back."""

    count: int
    first_turn: float


def take(bucket: Bucket, wanted: int, rate: Rate, now: float) -> tuple[Bucket, Taken]:
    """Take up to `wanted` out of `bucket`, and give turns to the rest."""
    full_at = max(bucket.full_at, now)
    # A hair more, or rounding would keep back what has just become free.
    room = int((now - full_at) * rate.per_second + rate.burst + 1e-6)
    count = max(0, min(wanted, room))
    full_at += count * rate.interval
    turn = max(bucket.turn_at, full_at - (rate.burst - 1) * rate.interval, now)
    turn = min(turn, now + LONGEST_TURN)
    turned_away = wanted - count
    last = min(turn + turned_away * rate.interval, now + LONGEST_TURN) if turned_away else bucket.turn_at
    return Bucket(full_at, last), Taken(count, turn - now if turned_away else 0.0)


# KEYS: the bucket. ARGV: wanted, per_second, burst, longest turn. By the server's clock: the workers' need not agree.
LUA = """
local said = redis.call('TIME')
local now = tonumber(said[1]) + tonumber(said[2]) / 1000000
local wanted, per_second, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local longest, interval = tonumber(ARGV[4]), 1 / tonumber(ARGV[2])
local kept = redis.call('HMGET', KEYS[1], 'full_at', 'turn_at')
local full_at, turn_at = math.max(tonumber(kept[1] or 0), now), tonumber(kept[2] or 0)
local room = math.floor((now - full_at) * per_second + burst + 0.000001)
local count = math.max(0, math.min(wanted, room))
full_at = full_at + count * interval
local turn = math.min(math.max(turn_at, full_at - (burst - 1) * interval, now), now + longest)
local away = wanted - count
if away > 0 then turn_at = math.min(turn + away * interval, now + longest) else turn = now end
redis.call('HSET', KEYS[1], 'full_at', string.format('%.6f', full_at), 'turn_at', string.format('%.6f', turn_at))
redis.call('PEXPIRE', KEYS[1], math.ceil((math.max(full_at, turn_at) - now) * 1000) + 1000)
return {count, string.format('%.6f', turn - now)}
"""
