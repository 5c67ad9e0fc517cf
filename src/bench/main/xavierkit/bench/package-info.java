/** The kit's side of {@code lab.py bench}; environment/bench_peers.py does the same work. */
package xavierkit.bench;
