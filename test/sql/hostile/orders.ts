/** The only relation that hostile statements may read. */
export const orders = "{{ ref('orders') }}";
