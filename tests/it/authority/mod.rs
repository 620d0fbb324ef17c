//! Who may do what where: the printed matrix, every route called as everybody, one commune
//! closed to its neighbour.

mod matrix;
mod neighbour;
mod routes;
