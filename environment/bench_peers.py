"""The peers' side of `lab.py bench`: NumPy or PyTorch at the work of src/bench, in doubles; PyTorch also as it comes.

`bench_peers.py SIDE` answers lines like the kit's Worker; with a job as further arguments, it does
that once and ends. Both get what a practised user would write: results into existing memory where
that is the habit, no autograd where nothing is learnt.
"""

import sys
import time
from collections.abc import Callable

DEPTH, WIDTH, BATCH = 5, 1000, 300  # of the whole job
SAMPLES, INPUTS, CLASSES = 1797, 64, 10  # of the training epoch
HIDDEN, STEP, RATE = (256, 256, 256), 10, 0.01
DEVIATION = (2 / (WIDTH + WIDTH)) ** 0.5  # Glorot, of the weights of the whole job

Job = Callable[[], object]


# --- NumPy -----------------------------------------------------------------------------------


def numpy_job(name: str, *words: str) -> Job:
    import numpy as np

    random = np.random.default_rng(1)

    def normal(*shape: int) -> np.ndarray:
        return random.standard_normal(shape)

    def measure(weight_gradients: bool) -> list[float]:
        weights = [normal(WIDTH, WIDTH) for _ in range(DEPTH)]
        for w in weights:
            w *= DEVIATION
        z = [normal(BATCH, WIDTH)]
        for w in weights:
            s = z[-1] @ w
            z.append(np.tanh(s, out=s))
        variances = [float(x.var()) for x in z]
        gradient = normal(BATCH, WIDTH)
        variances.append(float(gradient.var()))
        for layer in range(DEPTH, 0, -1):
            slope = z[layer]
            np.multiply(slope, slope, out=slope)
            np.subtract(1, slope, out=slope)
            slope *= gradient
            if weight_gradients:
                variances.append(float((z[layer - 1].T @ slope).var()))
            gradient = slope @ weights[layer - 1].T
            variances.append(float(gradient.var()))
        return variances

    def epoch() -> None:
        for batch in np.array_split(random.permutation(SAMPLES), -(-SAMPLES // STEP)):
            z = [inputs[batch]]
            for w in weights[:-1]:
                s = z[-1] @ w
                z.append(np.tanh(s, out=s))
            p = z[-1] @ weights[-1]
            p -= p.max(axis=1, keepdims=True)
            np.exp(p, out=p)
            p /= p.sum(axis=1, keepdims=True)
            p[np.arange(len(batch)), labels[batch]] -= 1
            p /= len(batch)
            for layer in range(len(weights) - 1, -1, -1):
                update = z[layer].T @ p
                if layer:
                    p = (p @ weights[layer].T) * (1 - z[layer] ** 2)
                update *= RATE
                weights[layer] -= update

    if name in ("job", "job-dw"):
        return lambda: [measure(name == "job-dw") for _ in range(int(words[0]))]
    if name == "gemm":
        a, b, a_stored, b_stored = (normal(*shape) for shape in factors(*words))
        return lambda: (a @ b, a_stored.T @ b, a @ b_stored.T)
    if name == "normal":
        return lambda: normal(1000, 1000)
    if name == "tanh":
        x, y = normal(1000, 1000), np.empty((1000, 1000))
        return lambda: np.tanh(x, out=y)
    if name == "svd":
        square = normal(int(words[0]), int(words[0]))
        return lambda: np.linalg.svd(square, compute_uv=False)
    if name == "epoch":
        inputs, labels = normal(SAMPLES, INPUTS), random.integers(0, CLASSES, SAMPLES)
        weights = [
            normal(fan_in, fan_out) * (2 / (fan_in + fan_out)) ** 0.5
            for fan_in, fan_out in zip((INPUTS, *HIDDEN), (*HIDDEN, CLASSES))
        ]
        return epoch
    raise ValueError(f"there is no job {name}")


def numpy_version() -> str:
    import numpy as np
    import threadpoolctl

    found = [info for info in threadpoolctl.threadpool_info() if info["user_api"] == "blas"]
    blas = found[0]["internal_api"] + " " + str(found[0]["version"]) if found else "unknown BLAS"
    return f"NumPy {np.__version__} ({blas})"


# --- PyTorch ---------------------------------------------------------------------------------


def torch_double_job(name: str, *words: str) -> Job:
    import torch

    torch.set_default_dtype(torch.float64)
    return torch_job(name, *words)


def torch_job(name: str, *words: str) -> Job:
    import torch

    torch.manual_seed(1)

    def normal(*shape: int) -> torch.Tensor:
        return torch.randn(*shape)

    @torch.inference_mode()
    def measure(weight_gradients: bool) -> list[float]:
        weights = [normal(WIDTH, WIDTH).mul_(DEVIATION) for _ in range(DEPTH)]
        z = [normal(BATCH, WIDTH)]
        for w in weights:
            z.append((z[-1] @ w).tanh_())
        variances = [float(x.var()) for x in z]
        gradient = normal(BATCH, WIDTH)
        variances.append(float(gradient.var()))
        for layer in range(DEPTH, 0, -1):
            slope = z[layer].square_().neg_().add_(1).mul_(gradient)
            if weight_gradients:
                variances.append(float((z[layer - 1].T @ slope).var()))
            gradient = slope @ weights[layer - 1].T
            variances.append(float(gradient.var()))
        return variances

    def network() -> torch.nn.Sequential:
        layers: list[torch.nn.Module] = []
        for fan_in, fan_out in zip((INPUTS, *HIDDEN), (*HIDDEN, CLASSES)):
            linear = torch.nn.Linear(fan_in, fan_out, bias=False)
            torch.nn.init.xavier_normal_(linear.weight)
            layers += [linear, torch.nn.Tanh()]
        return torch.nn.Sequential(*layers[:-1])

    def epoch() -> None:
        for batch in torch.randperm(SAMPLES).split(STEP):
            loss = torch.nn.functional.cross_entropy(model(inputs[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()

    if name in ("job", "job-dw"):
        return lambda: [measure(name == "job-dw") for _ in range(int(words[0]))]
    if name == "gemm":
        a, b, a_stored, b_stored = (normal(*shape) for shape in factors(*words))
        return torch.inference_mode()(lambda: (a @ b, a_stored.T @ b, a @ b_stored.T))
    if name == "normal":
        return torch.inference_mode()(lambda: normal(1000, 1000))
    if name == "tanh":
        x, y = normal(1000, 1000), torch.empty(1000, 1000)
        return torch.inference_mode()(lambda: torch.tanh(x, out=y))
    if name == "svd":
        square = normal(int(words[0]), int(words[0]))
        return torch.inference_mode()(lambda: torch.linalg.svdvals(square))
    if name == "epoch":
        inputs, labels = normal(SAMPLES, INPUTS), torch.randint(0, CLASSES, (SAMPLES,))
        model = network()
        optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
        return epoch
    raise ValueError(f"there is no job {name}")


def torch_version() -> str:
    import torch

    return f"PyTorch {torch.__version__} ({'MKL' if torch.backends.mkl.is_available() else 'BLAS'})"


# --- Both ------------------------------------------------------------------------------------

SIDES: dict[str, tuple[Callable[..., Job], Callable[[], str]]] = {
    "numpy": (numpy_job, numpy_version),
    "torch": (torch_double_job, torch_version),
    "torch32": (torch_job, torch_version),
}


def factors(*sizes: str) -> list[tuple[int, int]]:
    """The shapes of the two factors of an m x k by k x n product, and the same if stored transposed."""
    m, k, n = map(int, sizes)
    return [(m, k), (k, n), (k, m), (n, k)]


def main() -> None:
    side, *once = sys.argv[1:]
    make, version = SIDES[side]
    if once:
        make(*once)()
        return
    print(version(), flush=True)
    jobs: dict[str, Job] = {}
    for line in sys.stdin:
        repeats, name = line.strip().split(" ", 1)
        if name not in jobs:
            jobs[name] = make(*name.split(" "))
        start = time.perf_counter()
        for _ in range(int(repeats)):
            jobs[name]()
        print((time.perf_counter() - start) / int(repeats), flush=True)


if __name__ == "__main__":
    main()
