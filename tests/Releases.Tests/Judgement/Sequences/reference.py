# Values that the statistics are held to: python3 reference.py > reference.csv, with SciPy 1.10.1 (Debian's python3-scipy).
import numpy as np
from math import exp, log, sqrt
from scipy import optimize, special, stats


def row(function, *numbers):
    print(",".join([function, *(repr(float(n)) for n in numbers)]))


for z in (-3, 0, 0.5, 1.96, 3, 6, 12, 30):
    row("normal-above", z, stats.norm.sf(z))
for p in (1e-300, 1e-30, 1e-9, 0.001, 0.025, 0.3, 0.5, 0.9, 0.999):
    row("normal-quantile-above", p, stats.norm.isf(p))
for freedom in (1, 2.5, 29, 58.3, 1000, 1e5, 9e5, 1.1e6, 1e7):
    for t in (-2, 0, 0.1, 1.7, 3.2, 8, 25):
        row("student-above", t, freedom, stats.t.sf(t, freedom))
for x, everything, marked, drawn in ((7, 260, 130, 7), (3, 300, 30, 9), (0, 300, 30, 9), (40, 2000, 1000, 60), (25, 2000, 1000, 60), (12, 23012, 1204, 90), (300, 200000, 20000, 2500)):
    h = stats.hypergeom(everything, marked, drawn)
    row("hypergeometric", x, everything, marked, drawn, h.sf(x - 1), h.pmf(x))

# Student's and Welch's statistics and one-sided p-values, from summary statistics; Welch's with half a standard error taken off each variance
for m1, v1, n1, m2, v2, n2 in ((10.4, 4, 40, 9.1, 2.5, 260), (412, 90000, 1204, 398, 85000, 23012), (1.2, 0.3, 30, 1.0, 0.01, 30)):
    for equal in (True, False):
        s1, s2 = (sqrt(v * (1 if equal else 1 - 1 / sqrt(2 * (n - 1)))) for v, n in ((v1, n1), (v2, n2)))
        t, p = stats.ttest_ind_from_stats(m1, s1, n1, m2, s2, n2, equal_var=equal)
        row("t-test", m1, v1, n1, m2, v2, n2, equal, t, p / 2)

# The sequential p-value of the sample ratio: the beta-binomial mixture written out as an integral
for exposed, control, share in ((50, 950, 0.05), (10, 990, 0.05), (560, 440, 0.5), (3, 400, 0.05), (0, 300, 0.05)):
    a, b = 100 * share, 100 * (1 - share)
    log_mixture = special.betaln(a + exposed, b + control) - special.betaln(a, b)
    row("sample-ratio", exposed, control, share, min(1, exp(exposed * log(share) + control * log(1 - share) - log_mixture)))


# The boundary: c such that the delayed-start normal mixture is crossed with probability alpha on one side
def mixture(v, rho, c):
    return sqrt((1 + rho / v) * (log(1 + v / rho) + 2 * log(c)))


def rate(c, rho):
    z = mixture(1, rho, c)
    return stats.norm.sf(z) + (stats.norm.cdf(z / sqrt(1 + 1 / rho)) - 0.5) / c


for alpha in (0.025, 0.0125, 0.003125, 1e-4):
    for looks in (1, 20, 40, 1440):
        rho = min(1, max(0.05, looks / 400))
        c = exp(optimize.brentq(lambda l: rate(exp(l), rho) - alpha, -log(1 + 1 / rho) / 2 + 1e-9, log(1 / (2 * alpha)) + 1, xtol=1e-15, rtol=1e-15))
        for v, last in ((1, 0), (2, 1), (20, 19), (1000, 400)):
            row("boundary", alpha, looks, v, last, mixture(v, rho, c) - (0 if last == 0 else 0.582597157939 * sqrt((v - last) / v)))

# The likeliest pair of rates under a margin, by a general optimiser, and the signed root of the likelihood ratio
for x1, n1, x2, n2, relative, margin in ((25, 1204, 207, 23012, 0, 0.0), (25, 1204, 207, 23012, 0, 0.005), (7, 130, 0, 130, 0, 0.0), (7, 130, 0, 130, 1, 0.5), (3, 30, 2, 270, 1, 0.1), (1, 500, 9, 500, 0, 0.01)):
    def loglik(p2):
        p1 = p2 * (1 + margin) if relative else p2 + margin
        return stats.binom.logpmf(x1, n1, p1) + stats.binom.logpmf(x2, n2, p2)
    top = (1 / (1 + margin) if relative else 1 - margin)
    best = optimize.minimize_scalar(lambda p: -loglik(p), bounds=(0, top), method="bounded", options={"xatol": 1e-14})
    free = stats.binom.logpmf(x1, n1, x1 / n1) + stats.binom.logpmf(x2, n2, x2 / n2)
    constrained = max(-best.fun, loglik(1e-300) if x2 == 0 and not (relative and x1) and margin > 0 else -np.inf)
    p2 = x2 / n2
    sign = 1 if x1 / n1 >= (p2 * (1 + margin) if relative else p2 + margin) else -1
    row("rate-root", x1, n1, x2, n2, relative, margin, sign * sqrt(max(0, 2 * (free - constrained))))
