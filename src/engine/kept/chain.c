#include "engine/kept/chain.h"

#include <string.h>

enum { DIMENSIONS_MAX = 60, CHECKED_EACH = 6, SMALL = DIMENSIONS_MAX * DIMENSIONS_MAX };

static const double SETTLED = 1e-13; /* values of two spaces that differ by less, or by that part of them */
static const double ROUNDED = 1e-11; /* that differ by less, and then by more: what follows is rounding */

struct chain_room chain_room_new(struct arena *arena) {
    return (struct chain_room){
        .arena = arena, .small = arena_alloc(arena, 4 * (size_t)SMALL, sizeof(struct complex)), .is_settled = true};
}

/* ---- Matrices of a Krylov space, `n` by `n` ---- */

static void multiply(size_t n, const struct complex *left, const struct complex *right, struct complex *product) {
    memset(product, 0, n * n * sizeof *product);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            struct complex factor = left[i * n + k];
            for (size_t j = 0; j < n; j++)
                product[i * n + j] = complex_add(product[i * n + j], complex_times(factor, right[k * n + j]));
        }
}

static double norm_of(size_t n, const struct complex *matrix) {
    double norm = 0;
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        for (size_t j = 0; j < n; j++)
            sum += complex_size(matrix[i * n + j]);
        norm = fmax(norm, sum);
    }
    return norm;
}

/* Puts the inverse of `matrix`, which is lost, into `inverse`. */
static void invert(size_t n, struct complex *matrix, struct complex *inverse) {
    memset(inverse, 0, n * n * sizeof *inverse);
    for (size_t i = 0; i < n; i++)
        inverse[i * n + i].re = 1;
    for (size_t k = 0; k < n; k++) {
        size_t pivot = k;
        for (size_t i = k + 1; i < n; i++)
            if (complex_size(matrix[i * n + k]) > complex_size(matrix[pivot * n + k]))
                pivot = i;
        for (size_t j = 0; j < n && pivot != k; j++) {
            struct complex of_matrix = matrix[k * n + j], of_inverse = inverse[k * n + j];
            matrix[k * n + j] = matrix[pivot * n + j];
            inverse[k * n + j] = inverse[pivot * n + j];
            matrix[pivot * n + j] = of_matrix;
            inverse[pivot * n + j] = of_inverse;
        }
        struct complex scale = complex_inverse(matrix[k * n + k]);
        for (size_t j = 0; j < n; j++) {
            matrix[k * n + j] = complex_times(matrix[k * n + j], scale);
            inverse[k * n + j] = complex_times(inverse[k * n + j], scale);
        }
        for (size_t i = 0; i < n; i++) {
            struct complex factor = matrix[i * n + k];
            if (i == k || (factor.re == 0 && factor.im == 0))
                continue;
            for (size_t j = 0; j < n; j++) {
                matrix[i * n + j] = complex_subtract(matrix[i * n + j], complex_times(factor, matrix[k * n + j]));
                inverse[i * n + j] = complex_subtract(inverse[i * n + j], complex_times(factor, inverse[k * n + j]));
            }
        }
    }
}

/* Makes exp(A) - 1 of `a`, which is lost: by Taylor's series of a part of it, which is squared again and again. */
static void exponential(size_t n, struct complex *a, struct complex *result, struct complex *product) {
    enum { TAYLOR = 9, SMALL_BITS = 4 }; /* (1/16)^10 / 10! is below the digits of a double */
    int halved;
    (void)frexp(norm_of(n, a), &halved);
    halved = halved < -SMALL_BITS ? 0 : halved + SMALL_BITS;
    for (size_t i = 0; i < n * n; i++)
        a[i] = complex_scale(a[i], ldexp(1, -halved));
    memset(result, 0, n * n * sizeof *result);
    for (size_t term = TAYLOR; term >= 1; term--) { /* A/1 (1 + A/2 (1 + A/3 (...))) */
        for (size_t i = 0; i < n; i++)
            result[i * n + i].re += 1;
        multiply(n, a, result, product);
        for (size_t i = 0; i < n * n; i++)
            result[i] = complex_scale(product[i], 1 / (double)term);
    }
    for (; halved > 0; halved--) {
        multiply(n, result, result, product);
        for (size_t i = 0; i < n * n; i++)
            result[i] = complex_add(product[i], complex_scale(result[i], 2));
    }
}

/* ---- The space ---- */

/* The equations (a - g G) y = b, one a by state, and a space that grows by their solutions. */
struct space {
    const struct chain *chain;
    struct chain_room *room;
    double time_s, step_s; /* the exponential is over that time; g */
    uint32_t first;        /* state: the exponential is of those from that one on, and the others follow from them */
    size_t count;          /* dimensions */
    struct complex start;  /* of the value, beside the exponential's part */
    struct complex *basis; /* by dimension: a vector over all states */
    struct complex *image; /* the matrix of the space, in rows of DIMENSIONS_MAX */
};

static struct complex *vector_of(const struct space *space, size_t dimension) {
    return &space->basis[dimension * space->chain->count];
}

/* Brings the equations to triangular form, in place. They are dominated by their diagonal, so no rows are exchanged. */
static void factorize(const struct space *space, struct complex of_down, struct complex of_others) {
    const struct chain *chain = space->chain;
    size_t n = chain->count;
    struct complex *matrix = space->room->matrix;
    memset(matrix, 0, n * n * sizeof *matrix);
    for (size_t i = 0; i < n; i++) {
        bool is_down = i < chain->down_count;
        matrix[i * n + i] = is_down ? of_down : complex_scale(of_others, chain->loss[i]);
        matrix[i * n + i].re += is_down ? 0 : 1;
    }
    for (size_t i = 0; i < chain->step_count; i++) {
        const struct chain_step *step = &chain->steps[i];
        matrix[step->from * n + step->to].re -= space->step_s * step->rate;
        matrix[step->from * n + step->from].re += space->step_s * step->rate;
    }
    for (size_t i = 1; i < n; i++)
        for (size_t k = 0; k < i; k++) {
            if (matrix[i * n + k].re == 0 && matrix[i * n + k].im == 0)
                continue;
            struct complex factor = complex_divide(matrix[i * n + k], matrix[k * n + k]);
            matrix[i * n + k] = factor;
            for (size_t j = k + 1; j < n; j++)
                matrix[i * n + j] = complex_subtract(matrix[i * n + j], complex_times(factor, matrix[k * n + j]));
        }
}

/* Of the first `count` states alone, where less than all are asked for. */
static void solve(const struct space *space, size_t count, struct complex *vector) {
    size_t n = space->chain->count;
    const struct complex *matrix = space->room->matrix;
    for (size_t i = 1; i < count; i++)
        for (size_t k = 0; k < i; k++)
            vector[i] = complex_subtract(vector[i], complex_times(matrix[i * n + k], vector[k]));
    for (size_t i = count; i-- > 0;) {
        for (size_t k = i + 1; k < count; k++)
            vector[i] = complex_subtract(vector[i], complex_times(matrix[i * n + k], vector[k]));
        vector[i] = complex_divide(vector[i], matrix[i * n + i]);
    }
}

/* Products and lengths are weighted by the chances of states, by which a chain of independent components is symmetric.
 */
static struct complex product_of(const struct space *space, const struct complex *left, const struct complex *right) {
    struct complex sum = {0, 0};
    for (size_t i = space->first; i < space->chain->count; i++) {
        struct complex term = complex_times((struct complex){left[i].re, -left[i].im}, right[i]);
        sum = complex_add(sum, complex_scale(term, space->chain->chance[i]));
    }
    return sum;
}

static double length_of(const struct space *space, const struct complex *vector) {
    return sqrt(fmax(product_of(space, vector, vector).re, 0));
}

/* Scales it to length 1. Returns what its length was. */
static double normalize(const struct space *space, struct complex *vector) {
    double length = length_of(space, vector);
    for (size_t i = 0; i < space->chain->count && length > 0; i++)
        vector[i] = complex_scale(vector[i], 1 / length);
    return length;
}

/* Adds a dimension: the solution for the latest one, less what the others have of it. Returns false where nothing of it
 * is left, so that the space holds all that there is. */
static bool grow(struct space *space) {
    static const double NOTHING = 1e-13;
    size_t n = space->chain->count, latest = space->count - 1;
    struct complex *next = vector_of(space, space->count);
    memcpy(next, vector_of(space, latest), n * sizeof *next);
    memset(next, 0, space->first * sizeof *next);
    solve(space, n, next);
    double before = length_of(space, next);
    for (size_t j = 0; j <= latest; j++)
        space->image[j * DIMENSIONS_MAX + latest] = (struct complex){0, 0};
    for (int round = 0; round < 2; round++) /* the second one takes what rounding has left */
        for (size_t j = 0; j <= latest; j++) {
            const struct complex *vector = vector_of(space, j);
            struct complex part = product_of(space, vector, next);
            struct complex *entry = &space->image[j * DIMENSIONS_MAX + latest];
            *entry = complex_add(*entry, part);
            for (size_t i = 0; i < n; i++)
                next[i] = complex_subtract(next[i], complex_times(part, vector[i]));
        }
    double left = normalize(space, next);
    if (left <= NOTHING * before || space->count == DIMENSIONS_MAX)
        return false;
    struct complex *row = &space->image[space->count * DIMENSIONS_MAX];
    memset(row, 0, latest * sizeof *row);
    row[latest] = (struct complex){left, 0};
    space->count++;
    return true;
}

/* What the first `n` dimensions say the transform is, less 1. */
static struct complex value_in(const struct space *space, size_t n) {
    struct complex *image = space->room->small + SMALL, *inverse = image + SMALL, *product = inverse + SMALL;
    for (size_t i = 0; i < n; i++)
        memcpy(&image[i * n], &space->image[i * DIMENSIONS_MAX], n * sizeof *image);
    invert(n, image, inverse);
    double scale = space->time_s / space->step_s;
    for (size_t i = 0; i < n * n; i++)
        inverse[i] = complex_scale(inverse[i], -scale);
    for (size_t i = 0; i < n; i++)
        inverse[i * n + i].re += scale;
    exponential(n, inverse, image, product);
    struct complex sum = {0, 0};
    for (size_t j = 0; j < n; j++) {
        struct complex of_vector = {0, 0};
        for (size_t i = 0; i < space->chain->count; i++)
            of_vector = complex_add(of_vector, complex_scale(vector_of(space, j)[i], space->chain->chance[i]));
        sum = complex_add(sum, complex_times(of_vector, image[j * n]));
    }
    return sum;
}

/* Grows the space until the value no longer changes, or until it is rounding that changes it: in a short time the
 * equations hardly do anything, and directions that are nothing but rounding come soon. `length` is what that of the
 * first vector was. */
static struct complex settle(struct space *space, double length) {
    struct complex before = {INFINITY, 0};
    double least = INFINITY;
    for (;;) {
        size_t n = space->count;
        bool is_more = grow(space);
        if (is_more && n % CHECKED_EACH != 0)
            continue;
        struct complex value = complex_scale(value_in(space, n), length), change = complex_subtract(value, before);
        double size = complex_size(change);
        bool is_settled = size < SETTLED * (1 + complex_size(value));
        if (least < ROUNDED && size > least)
            return complex_add(space->start, before);
        if (!is_more || is_settled) {
            space->room->is_settled &= is_settled || n < DIMENSIONS_MAX;
            return complex_add(space->start, value);
        }
        before = value;
        least = fmin(least, size);
    }
}

static struct space space_open(const struct chain *chain, double time_s, uint32_t first, struct chain_room *room) {
    enum { STEPS = 10 }; /* of the time that the exponential is over */
    size_t n = chain->count;
    ARENA_PROVIDE(room->arena, room->matrix, n * n, room->matrix_capacity);
    ARENA_PROVIDE(room->arena, room->basis, (DIMENSIONS_MAX + 1) * n, room->basis_capacity);
    struct space space = {.chain = chain,
                          .room = room,
                          .time_s = time_s,
                          .step_s = time_s / STEPS,
                          .first = first,
                          .count = 1,
                          .basis = room->basis,
                          .image = room->small};
    for (size_t i = 0; i < n; i++)
        space.basis[i] = (struct complex){1, 0};
    return space;
}

struct complex chain_transform(const struct chain *chain, double period_s, struct complex s, struct chain_room *room) {
    struct space space = space_open(chain, period_s, 0, room);
    struct complex lost = complex_scale(s, space.step_s), down = {1 + lost.re, lost.im};
    factorize(&space, down, lost);
    return settle(&space, normalize(&space, space.basis));
}

struct complex chain_transform_by_uptime(const struct chain *chain, double uptime_s, struct complex s,
                                         struct chain_room *room) {
    struct space space = space_open(chain, uptime_s, chain->down_count, room);
    factorize(&space, complex_scale(s, space.step_s), (struct complex){0, 0});
    /* What is up after the outage that is there at first: (s - G_dd)^-1 G_du 1 = 1 - s (s - G_dd)^-1 1. */
    struct complex *outage = vector_of(&space, 1);
    for (size_t i = 0; i < chain->down_count; i++)
        outage[i] = (struct complex){space.step_s, 0};
    solve(&space, chain->down_count, outage);
    for (size_t i = 0; i < chain->down_count; i++) {
        struct complex lost = complex_times(s, outage[i]);
        space.basis[i] = complex_subtract(space.basis[i], lost);
        space.start = complex_subtract(space.start, complex_scale(lost, chain->chance[i]));
    }
    return settle(&space, normalize(&space, space.basis));
}

/* Where all that loses something loses everything, nothing is left of what has begun: the limit of the transform for a
 * large s. */
double chain_any_loss(const struct chain *chain, double period_s, struct chain_room *room) {
    static const double LARGE = 1e12;
    double fastest = 1 / period_s;
    struct chain sharpened = *chain;
    sharpened.down_count = chain->lossy_count;
    for (size_t i = 0; i < chain->step_count; i++)
        fastest = fmax(fastest, chain->steps[i].rate);
    return -chain_transform_by_uptime(&sharpened, period_s, (struct complex){LARGE * fastest, 0}, room).re;
}

/* ---- Means ---- */

double chain_down(const struct chain *chain) {
    double sum = 0;
    for (size_t i = 0; i < chain->count; i++)
        sum += chain->chance[i] * chain->loss[i];
    return sum;
}

double chain_frequency(const struct chain *chain) {
    double sum = 0;
    for (size_t i = 0; i < chain->step_count; i++) {
        const struct chain_step *step = &chain->steps[i];
        sum += chain->chance[step->from] * step->rate * fmax(chain->loss[step->to] - chain->loss[step->from], 0);
    }
    return sum;
}
